import { testNight } from '../support/nightOnce.ts'

testNight('rest', 'lines, browsers, machines and a source')
