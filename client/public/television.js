// Before the wall display starts, for the browser of any television: what it needs, where it is older than that.
(function () {
  if (window.CSS && CSS.supports && CSS.supports('width', 'min(1px, 2px)') && window.Promise && Promise.allSettled)
    return;
  document.addEventListener('DOMContentLoaded', function () {
    var text = 'This wall display needs a browser of 2020 or newer: Chromium 79, Firefox 75 or Safari 13.1.';
    document.body.textContent = text;
    document.body.style.cssText = 'margin:10vh 8vw;background:#07090c;color:#fff;font:5vh/1.4 sans-serif';
  });
})();
