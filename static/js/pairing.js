/* Words and their notes light up together, both ways, where the stylesheet's :has() rules do not reach (no :has(), or note
   41 on). A click on marked words opens their note; where notes overlap, clicks take turns. */
const numbers = element => element.dataset.n.split(' ');
const heat = (element, on) => {
  for (const number of numbers(element))
    for (const one of document.querySelectorAll(`[data-n~="${number}"]`)) one.classList.toggle('hot', on);
};
for (const [name, on] of [['pointerover', true], ['pointerout', false], ['focusin', true], ['focusout', false]])
  document.addEventListener(name, event => {
    const element = event.target.closest?.('[data-n]');
    if (element) heat(element, on);
  });

document.addEventListener('click', event => {
  const mark = event.target.closest('mark[data-n]');
  if (!mark || event.target.closest('a') || !getSelection().isCollapsed) return;
  const all = numbers(mark), shown = document.querySelector('.note:target');
  const next = all[(shown ? all.indexOf(shown.dataset.n) + 1 : 0) % all.length];
  const note = document.querySelector(`.note[data-n="${next}"]`);
  if (note) location.hash = note.id;
});
