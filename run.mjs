// Runs a TypeScript file of this repository: `node run.mjs simulators/demo.ts …`
import './requireNode.cjs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

process.argv.splice(1, 1)
const [, file] = process.argv
import('tsx/esm/api').then(({ register }) => register()).then(() => import(pathToFileURL(resolve(file)).href))
