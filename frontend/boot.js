// Wakes the islands of a page. A page without one never links this file.
// If anything here fails, the page stays as the server made it: whole and usable.
const isles = document.querySelectorAll("leptos-island");
if (isles.length) {
  const code = await import("./{js}");
  await code.default({ module_or_path: new URL("./{wasm}", import.meta.url) });
  code.hydrate();
  for (const isle of isles) await code[isle.dataset.component]?.(isle);
  document.documentElement.dataset.alive = "";
}
