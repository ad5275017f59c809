'use strict'
// The first thing that every entry point loads: an older Node would end in an error that names neither itself nor what is wanted. This file is
// written so that any Node can read it, and imports nothing.
var OLDEST = [
  { major: 20, minor: 19 },
  { major: 22, minor: 12 },
]
var given = process.versions.node.split('.').map(Number)
var isSupported = given[0] > 22 || OLDEST.some((oldest) => given[0] === oldest.major && given[1] >= oldest.minor)
if (!isSupported) {
  console.error(
    'ioc: this is Node ' +
      process.versions.node +
      '; install Node 20.19 or newer of 20, or 22.12 or newer (https://nodejs.org), and start again',
  )
  process.exit(1)
}
