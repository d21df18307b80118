// node lower-css.mjs SHEET: the sheet lowered to Chromium 108, Safari 15.6 and Firefox 115 (UX.md §5), on stdout.
import { readFileSync } from 'node:fs';
import { transform } from 'lightningcss';

const version = (major, minor = 0) => (major << 16) | (minor << 8);
const file = process.argv[2];
const { code, warnings } = transform({
  filename: file,
  code: readFileSync(file),
  minify: true,
  targets: { chrome: version(108), safari: version(15, 6), ios_saf: version(15, 6), firefox: version(115) },
});
for (const warning of warnings) {
  process.stderr.write(`${file}:${warning.loc.line}: ${warning.message}\n`);
  process.exitCode = 1;
}
process.stdout.write(code);
