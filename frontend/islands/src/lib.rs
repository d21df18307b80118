//! What is alive in the browser: comfort for what a page cannot do alone. Each island's first render is the whole page's
//! own HTML, so that it works before the island wakes and stays if it never does.
