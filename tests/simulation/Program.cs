using PlatformDeployer.Simulation;

return SimulationCommand.Create().Parse(args).Invoke();
