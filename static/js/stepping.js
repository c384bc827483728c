/* From note to note: a stepper on screen, and the keys n/j and p/k, which can be switched off (WCAG 2.1.4).
   The page's state is its address: #n-…, #m-… and #r-… all make that note the active one. */
const notes = [...document.querySelectorAll('.note')];
const clips = [...document.querySelectorAll('.clip,.own')].filter(clip => clip.querySelector('.note'));
const status = document.getElementById('status');
const kept = value => {
  try { return value === undefined ? localStorage.getItem('keys') : value ? localStorage.setItem('keys', value) : localStorage.removeItem('keys'); } catch { return null; }
};
const at = () => {
  const hash = decodeURIComponent(location.hash);
  const id = /^#[nmr]-/.test(hash) ? hash.slice(3) : '';
  return notes.findIndex(note => note.id === `n-${id}` || note.id === `n-${id.replace(/-\d+$/, '')}`);
};
const firstBelow = () => Math.max(0, notes.findIndex(note => note.getBoundingClientRect().top > 80));

function go(by) {
  const now = at(), next = now >= 0 ? now + by : by > 0 ? firstBelow() : notes.length - 1;
  const note = notes[(next + notes.length) % notes.length];
  location.replace(`#${note.id}`);
  note.focus({ preventScroll: true });
}

if (notes.length > 1) {
  const step = document.createElement('nav'), count = document.createElement('span');
  step.className = 'step';
  step.hidden = true;
  step.setAttribute('aria-label', 'Step through notes');
  const button = (text, label, by) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.setAttribute('aria-label', label);
    made.addEventListener('click', () => go(by));
    return made;
  };
  step.append(button('‹', 'Previous note', -1), count, button('›', 'Next note', 1));
  document.body.append(step);
  const follow = () => { count.textContent = `${at() < 0 ? '–' : at() + 1} / ${notes.length}`; };
  follow();
  addEventListener('hashchange', follow);
  const seen = new Set();
  const watch = new IntersectionObserver(changes => {
    for (const change of changes) seen[change.isIntersecting ? 'add' : 'delete'](change.target);
    step.hidden = !seen.size;
  }, { rootMargin: '-30% 0px -20% 0px' });
  clips.forEach(clip => watch.observe(clip));
}

const toggle = document.getElementById('keys'), on = () => kept() !== 'off';
if (toggle && notes.length) {
  const label = () => { toggle.textContent = `Note keys n and p: ${on() ? 'on' : 'off'}`; };
  toggle.hidden = false;
  label();
  toggle.addEventListener('click', () => {
    kept(on() ? 'off' : null);
    label();
    if (status) status.textContent = toggle.textContent;
  });
}
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || !notes.length || !on()) return;
  if (event.target.closest?.('input,textarea,select,[contenteditable]')) return;
  const by = { n: 1, j: 1, p: -1, k: -1 }[event.key];
  if (by) {
    event.preventDefault();
    go(by);
  }
});
