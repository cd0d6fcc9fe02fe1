/* Gives the fields in which something is found by typing the name that their label has: the
   library that draws them names them after what is chosen, which is nothing at first. */

"use strict";

function nameFields() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const drawn = select.nextElementSibling;
    if (!label || !drawn) continue;
    const name = label.textContent.trim().replace(/:$/, "");
    for (const field of drawn.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]")) {
      field.setAttribute("aria-label", name);
    }
  }
}

// Both times it is the turn of those who draw first: they asked to be called before.
if (window.django && window.django.jQuery) window.django.jQuery(nameFields);
document.addEventListener("formset:added", () => setTimeout(nameFields));
