/** The package that adds so many licences: "Licences +5". Each order has a number, so that two of one size differ. */
export const licencePackageName = (licences: number, order: number): string =>
  `Licences +${licences} (order ${order})`

/** How many licences a package of that name adds; undefined = it is none of these. */
export function licencesOfPackage(name: string): number | undefined {
  const [, licences] = /^Licences \+(\d{1,6}) \(order \d{1,9}\)$/.exec(name) ?? []
  return licences === undefined ? undefined : Number(licences)
}
