using PlatformDeployer.Simulation;
using PlatformDeployer.Simulation.World;

StringHashes.Fix();
return SimulationCommand.Create().Parse(args).Invoke();
