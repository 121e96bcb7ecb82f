using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace PlatformDeployer.Architecture.Tests.Determinism;

/// <summary>Reads from a method's body the instructions that name methods, fields and types.</summary>
internal static class IlReader
{
    private const byte TwoByteMark = 0xFE;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    public static IEnumerable<IlInstruction> Read(byte[] body)
    {
        int position = 0;
        while (position < body.Length)
        {
            short value = body[position++];
            if (value == TwoByteMark) value = (short)((TwoByteMark << 8) | body[position++]);
            OpCode code = Codes[value];
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok)
            {
                yield return new IlInstruction(code, BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(position)));
            }

            position += OperandBytes(code, body, position);
        }
    }

    private static int OperandBytes(OpCode code, byte[] body, int position) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => sizeof(int) * (1 + BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(position))),
        _ => 4,
    };
}
