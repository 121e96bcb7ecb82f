using Azure.Core;

namespace Azure.Data.Tables;

public class TableClientOptions : ClientOptions
{
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06)
    {
        if (serviceVersion is not (ServiceVersion.V2019_02_02 or ServiceVersion.V2020_12_06))
        {
            throw new ArgumentOutOfRangeException(nameof(serviceVersion));
        }
    }

    public enum ServiceVersion
    {
        V2019_02_02 = 1,
        V2020_12_06 = 2,
    }
}
