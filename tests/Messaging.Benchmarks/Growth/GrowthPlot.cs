using System.Globalization;
using System.Text;

namespace Messaging.Benchmarks.Growth;

/// <summary>A picture: a small plot for each curve and figure, both axes logarithmic, over the same three decades upwards.</summary>
internal static class GrowthPlot
{
    private const int Columns = 4;
    private const int Width = 270;
    private const int Height = 190;
    private const int Margin = 34;
    private const double DecadesBelow = 1;
    private const double DecadesAbove = 2;

    public static string Write(IReadOnlyList<GrowthSeries> series)
    {
        // Each curve has a row of its own.
        string[] curves = [.. series.Select(one => one.Curve).Distinct()];
        StringBuilder svg = new();
        Append(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Columns * Width}" height="{(curves.Length * Height) + 20}" font-family="sans-serif" font-size="10">""");
        Append(svg, $"""<rect width="100%" height="100%" fill="white"/>""");
        for (int row = 0; row < curves.Length; row++)
        {
            GrowthSeries[] figures = [.. series.Where(one => one.Curve == curves[row])];
            for (int column = 0; column < figures.Length; column++)
            {
                AppendPlot(svg, column * Width, row * Height, figures[column]);
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendPlot(StringBuilder svg, int left, int top, GrowthSeries series)
    {
        GrowthStep[] steps = [.. series.Steps.Where(step => step.Found.Median > 0)];
        Append(svg, $"""<g transform="translate({left},{top})"><text x="{Margin}" y="14" font-weight="bold">{series.Figure}</text>""");
        Append(svg, $"""<text x="{Margin}" y="26">exponent {(series.Exponent is { } exponent ? exponent.ToString("0.00", CultureInfo.InvariantCulture) : "–")}</text>""");
        Append(svg, $"""<rect x="{Margin}" y="32" width="{Width - Margin - 12}" height="{Height - 32 - Margin}" fill="none" stroke="#ccc"/>""");
        if (steps.Length > 0)
        {
            double middle = Math.Log10(steps[0].Found.Median);
            string line = string.Join(' ', steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"{X(step.Size):0.0},{Y(step.Found.Median):0.0}")));
            Append(svg, $"""<polyline points="{line}" fill="none" stroke="#1f77b4" stroke-width="1.5"/>""");
            foreach (GrowthStep step in steps)
            {
                Append(svg, $"""<line x1="{X(step.Size):0.0}" x2="{X(step.Size):0.0}" y1="{Y(Math.Max(step.Found.Least, double.Epsilon)):0.0}" y2="{Y(step.Found.Most):0.0}" stroke="black"/>""");
                Append(svg, $"""<circle cx="{X(step.Size):0.0}" cy="{Y(step.Found.Median):0.0}" r="2.5" fill="#1f77b4"/>""");
                Append(svg, $"""<text x="{X(step.Size):0.0}" y="{Y(step.Found.Median) - 6:0.0}" text-anchor="middle">{step.Found.Median:N0}</text>""");
                Append(svg, $"""<text x="{X(step.Size):0.0}" y="{Height - Margin + 12}" text-anchor="middle">{step.Size:N0}</text>""");
            }

            Append(svg, $"""<text x="{Width / 2}" y="{Height - 8}" text-anchor="middle">{series.Curve}; {series.Unit}</text>""");

            double Y(double value)
            {
                double decades = Math.Clamp(Math.Log10(value) - middle, -DecadesBelow, DecadesAbove);
                return 32 + ((Height - 32 - Margin) * (1 - ((decades + DecadesBelow) / (DecadesBelow + DecadesAbove))));
            }

            double X(int size)
            {
                double least = Math.Log10(steps[0].Size);
                double most = Math.Max(Math.Log10(steps[^1].Size), least + 1);
                return Margin + 16 + ((Width - Margin - 52) * ((Math.Log10(size) - least) / (most - least)));
            }
        }

        Append(svg, $"</g>");
    }

    private static void Append(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
