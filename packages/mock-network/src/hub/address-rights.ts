import { type NetworkConfig, sameHost, witnessName } from '@understudy/shared'

/** An appliance can have any address but another one's own and the gateway's, the witness only its own (NET-01). */
export function mayHave(
  { publicAddress, appliances, witness }: NetworkConfig,
  name: string,
  address: string,
): boolean {
  const others = appliances.filter((one) => one.name !== name).map((one) => one.address)
  const taken = [publicAddress, ...(witness === undefined ? [] : [witness.address]), ...others]
  const isFree = !taken.some((one) => sameHost(one, address))
  if (isFree && others.length < appliances.length) return true
  return name === witnessName && address === witness?.address
}
