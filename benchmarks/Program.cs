using PlatformDeployer.Benchmarks;

return await BenchmarkCommand.Create().Parse(args).InvokeAsync();
