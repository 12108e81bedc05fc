// Loaded on every page. Every page works without it; it adds comfort.
import { chooseAll, counters } from "./choosing.js";
import { confirmations } from "./confirm.js";
import { copyButtons } from "./copy.js";
import { dialogs } from "./dialogs.js";
import { focusErrors, guardTyped, sendOnce } from "./forms.js";
import { localTimes } from "./local-time.js";
import { menus } from "./menu.js";
import { dismissible } from "./messages.js";
import { themeSwitch } from "./theme.js";

themeSwitch();
menus();
dismissible();
dialogs();
confirmations();
guardTyped();
sendOnce();
focusErrors();
localTimes();
copyButtons();
counters();
chooseAll();

// Fragments that htmx puts into the page get the same comfort.
document.addEventListener("htmx:afterSettle", (event) => {
  localTimes(event.target);
  copyButtons(event.target);
  dismissible(event.target);
  counters(event.target);
  chooseAll(event.target);
});
