namespace Embedded.Storage;

/// <summary>
/// The few threads that write for all the logs of the process. An fsync blocks its thread: on the thread pool, hundreds of logs would starve
/// everything else, and a thread a log would cost too much. A thread is started when work finds none idle, up to a limit, and then stays.
/// </summary>
internal sealed class LogWriterThreads(int threadsMax)
{
    private const int StackBytes = 256 * 1024;
    private readonly object _sync = new();
    private readonly Queue<Action> _ready = new();
    private int _threads;
    private int _idle;

    public static LogWriterThreads Shared { get; } = new(Math.Clamp(2 * Environment.ProcessorCount, 4, 16));

    /// <summary>Runs the action, which must not throw, after those queued before it were begun.</summary>
    public void Enqueue(Action write)
    {
        lock (_sync)
        {
            _ready.Enqueue(write);
            if (_ready.Count <= _idle)
            {
                Monitor.Pulse(_sync);
            }
            else if (_threads < threadsMax)
            {
                _threads++;
                new Thread(Run, StackBytes) { IsBackground = true, Name = "Log writer" }.Start();
            }
        }
    }

    private void Run()
    {
        while (true)
        {
            Action write;
            lock (_sync)
            {
                while (_ready.Count == 0)
                {
                    _idle++;
                    Monitor.Wait(_sync);
                    _idle--;
                }

                write = _ready.Dequeue();
            }

            write();
        }
    }
}
