// The page on the interface for software: its own tool, fed by this node's own description.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("api");
  window.SwaggerUIBundle({
    url: place.dataset.description,
    domNode: place,
    validatorUrl: null,
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    onComplete: () => place.querySelectorAll("main").forEach((part) => part.setAttribute("role", "none")),
  });
});
