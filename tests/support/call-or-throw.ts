/** A call on a data folder, through the core that runs there if one does. For preparing: what is refused is a fault of the test. */
import { callOffice } from '../../main/shell/core/call-office.ts';

/** @throws Error naming the operation that was refused. */
export async function callOrThrow<Value>(dataDir: string, name: string, input: object): Promise<Value> {
  const result = await callOffice(dataDir, name, input);
  if (!result.ok) throw new Error(`${dataDir}: ${name} was refused: ${result.refusal.reason} ${JSON.stringify(result.refusal.values)}`);
  return result.value as Value;
}
