// The keys of the desk: j k go down and up, y n decide on the item that has the focus, u undoes. All of it is there
// without this script, as buttons.
"use strict";
const items = [...document.querySelectorAll(".item")];
const present = () => items.indexOf(document.activeElement?.closest(".item"));
const go = (place) => items[Math.min(Math.max(place, 0), items.length - 1)]?.focus();
const press = (key) => {
  const within = key === "u" ? document : items[Math.max(present(), 0)];
  within?.querySelector(`[data-key="${key}"]`)?.click();
};
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "j") go(present() + 1);
  else if (event.key === "k") go(present() - 1);
  else if (["y", "n", "u"].includes(event.key)) press(event.key);
});
if (location.hash === "#next") go(0);
