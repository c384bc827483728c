/* Light or dark. Not deferred: the choice must stand before the first paint. Choosing what the system has goes back to automatic. */
(() => {
  'use strict';
  const root = document.documentElement, dark = matchMedia('(prefers-color-scheme:dark)');
  const keep = value => {
    try {
      if (value === undefined) return localStorage.getItem('theme');
      value ? localStorage.setItem('theme', value) : localStorage.removeItem('theme');
    } catch { /* storage is closed: the choice lasts as long as the page */ }
    return null;
  };
  const kept = keep();
  if (kept) root.dataset.theme = kept;
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches;

  addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    if (!button) return;
    const label = () => {
      button.textContent = isDark() ? 'Light' : 'Dark';
      button.setAttribute('aria-label', `${button.textContent}: switch to ${button.textContent.toLowerCase()} colours`);
    };
    button.hidden = false;
    label();
    dark.addEventListener('change', label);
    button.addEventListener('click', () => {
      const want = isDark() ? 'light' : 'dark', automatic = (want === 'dark') === dark.matches;
      if (automatic) delete root.dataset.theme; else root.dataset.theme = want;
      keep(automatic ? null : want);
      label();
    });
  });
})();
