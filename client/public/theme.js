// Before the first paint: the theme this browser chose, so that nothing flashes.
try {
  var theme = localStorage.getItem('apollo.theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  /* storage refused: the system's theme */
}
