/* A film plays in its place when its reader asks for it; before that nothing is loaded from its host. */
document.querySelectorAll('[data-player]').forEach(button => {
  button.hidden = false;
  button.addEventListener('click', () => {
    const frame = document.createElement('iframe');
    frame.src = button.dataset.player;
    frame.title = button.dataset.title;
    frame.allow = 'autoplay; fullscreen; picture-in-picture';
    frame.referrerPolicy = 'strict-origin-when-cross-origin';
    frame.className = 'player';
    button.replaceWith(frame);
    frame.focus();
  });
});
