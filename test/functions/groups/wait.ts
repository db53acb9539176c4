import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { drain, type World } from '../jobs/world.ts';

/** Some minutes pass, with the watchdog every five of them, and everything that it starts is done. */
export async function wait(world: World, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 5) {
    await watch(world);
    await drain(world);
    world.clock = instant(world.clock + 5 * 60_000_000);
  }
}
