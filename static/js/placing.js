/* Puts each note beside its own words, on wide screens. Each wants the top of its words; notes may not overlap and keep
   their order. Isotonic regression (pool adjacent violators) gives the least total displacement; the note being read
   weighs a thousandfold, so that it sits on its line and its neighbours make way. */
const wide = matchMedia('(min-width:64rem)');
const places = [...document.querySelectorAll('.clip,.own')].filter(place => place.querySelector('.passage .note'));
const active = () => {
  const uid = /^#[nmr]-(.+?)(-\d+)?$/.exec(decodeURIComponent(location.hash));
  return uid && (document.getElementById(`n-${uid[1]}`) || document.getElementById(`n-${uid[1]}${uid[2]}`));
};

function wordsOf(note) {
  const uid = note.id.slice(2), mark = document.getElementById(`m-${uid}`) || document.getElementById(`r-${uid}`);
  if (!mark) return null;
  const filled = mark.getClientRects().length && mark.textContent ? mark : mark.nextElementSibling || mark;
  return filled.getClientRects()[0] || null;
}

function place(box, reading) {
  box.classList.toggle('fit', wide.matches);
  box.style.removeProperty('--over');
  const notes = [...box.querySelectorAll('.passage .note')];
  if (!wide.matches || !notes[0].offsetParent) return;
  const top = box.getBoundingClientRect().top, margin = box.querySelector('.margin');
  const floor = margin ? margin.getBoundingClientRect().bottom - top + 20 : 0;
  const wanted = notes.map((note, order) => {
    const line = wordsOf(note) || note.closest('.passage').getBoundingClientRect();
    return { note, order, want: line.top - top, height: note.offsetHeight };
  }).sort((a, b) => a.want - b.want || a.order - b.order);
  const pools = [];
  let sum = 0;
  for (const one of wanted) {
    one.offset = sum;
    sum += one.height;
    let pool = { weight: one.note === reading ? 1000 : 1, at: one.want - one.offset, of: [one] };
    while (pools.length && pools.at(-1).at >= pool.at) {
      const before = pools.pop(), weight = before.weight + pool.weight;
      pool = { weight, at: (before.at * before.weight + pool.at * pool.weight) / weight, of: [...before.of, ...pool.of] };
    }
    pools.push(pool);
  }
  let foot = 0;
  for (const pool of pools) for (const one of pool.of) {
    const y = Math.max(floor, pool.at) + one.offset;
    one.note.style.setProperty('--y', `${Math.round(y)}px`);
    foot = Math.max(foot, y + one.height);
  }
  const over = foot - box.offsetHeight;
  if (over > 0) box.style.setProperty('--over', `${Math.ceil(over + 24)}px`);
}

let queued = 0;
const all = () => { const reading = active(); places.forEach(box => place(box, reading)); };
const soon = () => { cancelAnimationFrame(queued); queued = requestAnimationFrame(all); };

if (places.length) {
  all();
  addEventListener('hashchange', all);
  wide.addEventListener('change', soon);
  const sizes = new ResizeObserver(soon);
  places.forEach(box => { sizes.observe(box); box.querySelectorAll('.note').forEach(note => sizes.observe(note)); });
  document.fonts.ready.then(soon);
  setTimeout(() => places.forEach(box => box.classList.add('live')), 400);   // transitions only once settled
}
