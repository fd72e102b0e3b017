// usage: node wasi.mjs MODULE.wasm [ARGS…]
//
// Runs a WASI command with the streams, the arguments and the environment of this process.
import { readFileSync } from 'node:fs';
import { argv, env, exit, versions } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { WASI } from 'node:wasi';

// Older ones have relaxed SIMD as an experiment, and their first compiler is wrong about it.
if (env.CROSS_SIMD128 === 'relaxed' && parseInt(versions.node) < 22) {
    setFlagsFromString('--experimental-wasm-relaxed-simd');
    setFlagsFromString('--no-liftoff');
}
const wasi = new WASI({ version: 'preview1', args: argv.slice(2), env, returnOnExit: true });
const module = new WebAssembly.Module(readFileSync(argv[2]));
exit(wasi.start(new WebAssembly.Instance(module, wasi.getImportObject())));
