#!/usr/bin/env node
// Runs cli/trustee.ts as built by `npm run build`.
import '../dist/trustee.js';
