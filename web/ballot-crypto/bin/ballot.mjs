#!/usr/bin/env node
// Runs cli/ballot.ts as built by `npm run build`.
import '../dist/ballot.js';
