/** In CI every real engine must take part; elsewhere the tests say which they could not meet. */
export function missingEngine(name: string, packageName: string): undefined {
  if (process.env.IOC_REQUIRE_ENGINES === '1') {
    throw new Error(`${name} is not installed and IOC_REQUIRE_ENGINES=1 asks for it: apt-get install -y ${packageName}`)
  }
  return undefined
}
