// usage: node wasi.mjs MODULE.wasm [ARGS…]
//
// Runs a WASI command with the streams, the arguments and the environment of this process.
import { readFileSync } from 'node:fs';
import { argv, env, exit, versions } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { WASI } from 'node:wasi';

// Later ones have it as it is.
if (parseInt(versions.node) < 21) setFlagsFromString('--experimental-wasm-relaxed-simd');
const wasi = new WASI({ version: 'preview1', args: argv.slice(2), env, returnOnExit: true });
const module = new WebAssembly.Module(readFileSync(argv[2]));
exit(wasi.start(new WebAssembly.Instance(module, wasi.getImportObject())));
