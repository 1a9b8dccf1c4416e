#!/usr/bin/env node
// Makes the bundles of this checkout from what is compiled. See scripts/lib/bundles.js.
const { FOLDER, writeBundles } = require('./lib/bundles.js')

writeBundles(FOLDER)
