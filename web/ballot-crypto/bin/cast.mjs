#!/usr/bin/env node
// Runs cli/cast.ts as built by `npm run build`.
import '../dist/cast.js';
