/* Copies links (to the page, to a note, to a paragraph) and says so; without a clipboard they stay links. */
const status = document.getElementById('status');
const copied = (element, address) => navigator.clipboard.writeText(address).then(() => {
  const before = element.textContent;
  status.textContent = 'Link copied';
  element.textContent = before === '¶' ? '✓' : 'Copied';
  setTimeout(() => { element.textContent = before; status.textContent = ''; }, 1600);
});
const here = () => document.querySelector('link[rel=canonical]')?.href || location.href.split('#')[0];

if (navigator.clipboard) {
  document.querySelectorAll('.copy-page').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', () => copied(button, here()));
  });
  document.addEventListener('click', event => {
    const link = event.target.closest('.note a.u-url');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    copied(link, link.href);
  });
}

/* One ¶ that follows the pointer along the paragraphs; with the keyboard, the list at the clipping's foot does the same. */
const paragraphs = document.querySelectorAll('.q [id^="p-"]');
if (paragraphs.length && matchMedia('(hover:hover)').matches) {
  const pilcrow = document.createElement('a');
  pilcrow.className = 'pilcrow';
  pilcrow.textContent = '¶';
  pilcrow.hidden = true;
  pilcrow.tabIndex = -1;
  pilcrow.setAttribute('aria-hidden', 'true');
  pilcrow.title = 'Link to this paragraph';
  pilcrow.addEventListener('click', () => { if (navigator.clipboard) copied(pilcrow, pilcrow.href); });
  paragraphs.forEach(paragraph => paragraph.addEventListener('pointerenter', () => {
    const clip = paragraph.closest('.clip'), quote = paragraph.closest('.q');
    const box = clip.getBoundingClientRect(), line = paragraph.getBoundingClientRect(), paper = quote.getBoundingClientRect();
    pilcrow.href = `#${paragraph.id}`;
    const rtl = getComputedStyle(paragraph).direction === 'rtl';
    pilcrow.style.insetInlineStart = `${rtl ? box.right - paper.right + 4 : paper.left - box.left + 4}px`;
    pilcrow.style.insetBlockStart = `${line.top - box.top + parseFloat(getComputedStyle(paragraph).paddingBlockStart) + 3}px`;
    pilcrow.hidden = false;
    clip.append(pilcrow);
  }));
}
