// Signing in: passkeys, links after the #, copying a secret once. Name and code work without it.
"use strict";

(() => {
  const $ = (selector, from = document) => from.querySelector(selector);

  // --- bytes between the page and the browser's own calls -----------------------------------------------------------
  const bytes = (text) => {
    const plain = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const described = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  const asked = (options) => {
    const all = { ...options, challenge: bytes(options.challenge) };
    if (all.user) all.user = { ...all.user, id: bytes(all.user.id) };
    if (all.excludeCredentials) all.excludeCredentials = described(all.excludeCredentials);
    if (all.allowCredentials) all.allowCredentials = described(all.allowCredentials);
    return all;
  };

  const answered = (credential) => {
    const from = credential.response;
    const response = { clientDataJSON: text(from.clientDataJSON) };
    if (from.attestationObject) response.attestationObject = text(from.attestationObject);
    if (from.authenticatorData) response.authenticatorData = text(from.authenticatorData);
    if (from.signature) response.signature = text(from.signature);
    if (from.userHandle) response.userHandle = text(from.userHandle);
    return JSON.stringify({
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: {},
    });
  };

  // --- passkeys: <form data-passkey="create|get" data-options="address"> ----------------------------------------------
  const say = (form, name) => {
    form.querySelectorAll("[data-says]").forEach((line) => { line.hidden = line.dataset.says !== name; });
  };

  const prove = async (form) => {
    const reply = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
    if (!reply.ok) throw new Error("refused");
    const question = await reply.json();
    const publicKey = asked(JSON.parse(question.options));
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.ticket.value = question.ticket;
    form.elements.answer.value = answered(credential);
    form.submit();
  };

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    if (!window.PublicKeyCredential) { say(form, "none"); $("button", form).disabled = true; return; }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      say(form, "waiting");
      prove(form).catch(() => say(form, "failed"));
    });
  });

  // --- one-time links: the secret after the # goes into the form, and out of the address ----------------------------
  const takeFromAddress = () => {
    const field = $("[data-from-address]");
    if (!field || window.location.hash.length < 2) return;
    field.value = window.location.hash.slice(1);
    field.closest("[data-by-hand]").hidden = true;
    history.replaceState(null, "", window.location.pathname);
  };
  takeFromAddress();
  window.addEventListener("hashchange", takeFromAddress);

  // --- copying what is shown once -----------------------------------------------------------------------------------
  document.addEventListener("click", async (event) => {
    const copier = event.target.closest("[data-copies]");
    if (!copier) return;
    const source = document.getElementById(copier.dataset.copies);
    source.focus();
    source.select();
    if (navigator.clipboard) await navigator.clipboard.writeText(source.value);
    copier.textContent = copier.dataset.done;
  });
})();
