using Embedded.Functions.Hosting;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds the host of one instance of a function app.</summary>
public class FunctionsApplicationBuilder : IFunctionsWorkerApplicationBuilder, IHostApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly InstanceEnvironment _environment;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];
    private bool _usesAspNetCore;
    private bool _isBuilt;

    internal FunctionsApplicationBuilder(string[] args, InstanceEnvironment environment)
    {
        _environment = environment;
        _host = InstanceHostBuilder.Create(args, environment);
    }

    public IHostEnvironment Environment => _host.Environment;

    public ConfigurationManager Configuration => _host.Configuration;

    public IServiceCollection Services => _host.Services;

    public ILoggingBuilder Logging => _host.Logging;

    public IMetricsBuilder Metrics => _host.Metrics;

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_host).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => _host.Configuration;

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory,
        Action<TContainerBuilder>? configure = default)
        where TContainerBuilder : notnull => _host.ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        _middleware.Add(middleware);
        return this;
    }

    /// <exception cref="InvalidOperationException">The host was built already.</exception>
    public IHost Build()
    {
        if (_isBuilt)
        {
            throw new InvalidOperationException("Build can only be called once.");
        }

        _isBuilt = true;
        return new FunctionsHost(_host.Build(), _environment, _middleware, _usesAspNetCore);
    }

    internal void UseAspNetCore()
    {
        if (!_usesAspNetCore)
        {
            _usesAspNetCore = true;
            Services.AddMvcCore();
        }
    }
}
