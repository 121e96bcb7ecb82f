// The same work as EngineBenchmark, on the in-memory back end of @microsoft/durabletask-js. Prints one line of JSON.
// Usage: node peer.mjs chain|fan INSTANCES ACTIVITIES

// it logs every event; that is not what is compared
for (const name of ["log", "info", "debug", "warn", "error"]) console[name] = () => {};

const { InMemoryOrchestrationBackend, TestOrchestrationClient, TestOrchestrationWorker, whenAll } = await import("@microsoft/durabletask-js");

const began = [];

function step(_, value) {
  began.push(process.hrtime.bigint());
  return value + 1;
}

async function* chain(context, count) {
  let value = 0;
  for (let n = 0; n < count; n++) value = yield context.callActivity(step, value);
  return value;
}

async function* fan(context, count) {
  const calls = [];
  for (let n = 0; n < count; n++) calls.push(context.callActivity(step, n));
  return (yield whenAll(calls)).length;
}

async function measure(orchestrator, instances, activities) {
  const backend = new InMemoryOrchestrationBackend();
  const worker = new TestOrchestrationWorker(backend);
  const client = new TestOrchestrationClient(backend);
  worker.addOrchestrator(orchestrator);
  worker.addActivity(step);
  await worker.start();
  began.length = 0;
  const start = process.hrtime.bigint();
  const ids = [];
  for (let n = 0; n < instances; n++) ids.push(await client.scheduleNewOrchestration(orchestrator, activities));
  for (const id of ids) await client.waitForOrchestrationCompletion(id, true, 600);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  await worker.stop();
  const steps = began.slice(1).map((time, n) => Number(time - began[n]) / 1e6).sort((a, b) => a - b);
  return { perSecond: (instances * activities) / seconds, stepMilliseconds: steps[Math.floor(steps.length / 2)] };
}

const [shape, instances, activities] = process.argv.slice(2);
const orchestrator = { chain, fan }[shape];
await measure(orchestrator, 10, 5);
process.stdout.write(JSON.stringify(await measure(orchestrator, Number(instances), Number(activities))));
