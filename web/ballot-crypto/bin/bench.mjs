#!/usr/bin/env node
// Runs cli/bench.ts as built by `npm run build`.
import '../dist/bench.js';
