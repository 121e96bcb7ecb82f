namespace Embedded.DurableTask.Store;

/// <summary>
/// An array of references that can be captured without copying it: a capture shares the pages, and a later change copies the one page it
/// touches. Capturing a million entries copies a thousand references.
/// </summary>
internal sealed class SharedPages<T>
    where T : class
{
    private const int PageSize = 1024;
    private readonly List<T?[]> _pages = [];
    private readonly List<bool> _shared = [];

    public void Set(int index, T? value)
    {
        int page = index / PageSize;
        while (page >= _pages.Count)
        {
            _pages.Add(new T?[PageSize]);
            _shared.Add(false);
        }

        if (_shared[page])
        {
            _pages[page] = [.. _pages[page]];
            _shared[page] = false;
        }

        _pages[page][index % PageSize] = value;
    }

    /// <summary>The pages as they stand; what is set later does not show in them.</summary>
    public T?[][] Capture()
    {
        for (int i = 0; i < _shared.Count; i++) _shared[i] = true;
        return [.. _pages];
    }
}
