namespace Apollo.Grains.Reports.Service;

/// <summary>
/// How a report looks: on a screen a sheet as wide as A4, on paper A4 with borders in place of tints. Rows and charts
/// never break over two pages, and a table that goes on has its headings again.
/// </summary>
internal static class PageStyle
{
    public const string Text = """
        :root{color-scheme:light;--fg0:#0b1016;--fg1:#2b343f;--fg2:#485462;--fg3:#606c7b;--line:#e0e5ea;--line2:#bcc5cf;
        --bar:#8996a5;--warn:#875400}
        *{box-sizing:border-box}
        html{background:#f0f3f6}
        body{margin:0;font:14px/1.45 Inter,"Segoe UI",system-ui,sans-serif;color:var(--fg1);
        font-variant-numeric:tabular-nums}
        main{width:794px;max-width:100%;min-height:1123px;margin:24px auto;padding:40px 52px;background:#fff;
        border:1px solid var(--line2)}
        header{position:relative;padding-right:48px}
        header p{margin:0;font-size:12px;color:var(--fg2)}
        h1{margin:2px 0 4px;font-size:24px;line-height:1.2;font-weight:600;color:var(--fg0)}
        .mark{position:absolute;top:0;right:0;width:28px;height:28px;fill:none;stroke:var(--fg0);stroke-width:2;
        stroke-linecap:round;stroke-linejoin:round}
        .lead{margin:18px 0;color:var(--fg1)}
        b,.missed{font-weight:600}
        .lead b,li b{color:var(--fg0)}
        .note{margin:14px 0 0;padding:6px 10px;border:1px solid var(--warn);color:var(--warn)}
        .tiles{display:flex;gap:16px;justify-content:space-between;margin:0 0 20px;padding:12px 0;
        border:solid var(--line2);border-width:1px 0;break-inside:avoid}
        dt{font-size:12px;color:var(--fg2)}
        dd{margin:0;font-size:11px;color:var(--fg3)}
        dt+dd{font-size:20px;line-height:1.3;font-weight:600;color:var(--fg0);white-space:nowrap}
        .charts{display:grid;grid-template-columns:repeat(3,1fr);gap:20px;margin-bottom:16px;break-inside:avoid}
        figure{margin:0;break-inside:avoid}
        figcaption,h2{font-size:13px;line-height:1.5;font-weight:600;color:var(--fg0)}
        figcaption small{display:block;font-size:11px;font-weight:400;color:var(--fg3)}
        .key{display:inline-block;width:9px;height:9px;margin:0 4px 0 0;background:var(--bar)}
        .lines{width:12px;height:2px;margin:0 4px 3px 8px;background:var(--fg0)}
        figure svg{display:block;width:100%;height:auto;margin-top:4px;font-size:11px}
        text{fill:var(--fg2)}
        .less,.value{text-anchor:end;fill:var(--fg3)}
        .value{fill:var(--fg0);font-weight:600}
        .grid{stroke:var(--line)}
        .bar{fill:var(--bar)}
        .line{fill:none;stroke:var(--fg0);stroke-width:1.5;stroke-linejoin:round}
        .charts .mark{position:static;stroke:var(--fg0);stroke-width:1.6}
        .target{stroke:var(--warn);stroke-dasharray:4 3}
        .dot{fill:var(--fg0)}
        .dot.missed{fill:#fff;stroke:var(--warn);stroke-width:1.6}
        section{margin-top:18px}
        section:focus-visible{outline:2px solid var(--fg0);outline-offset:4px}
        h2{margin:0 0 4px;break-after:avoid}
        table{width:100%;border-collapse:collapse;font-size:13px}
        thead{display:table-header-group}
        tfoot{display:table-row-group}
        tr{break-inside:avoid}
        td,th{padding:4px 0 4px 10px;text-align:right;font-weight:400;border-bottom:1px solid var(--line)}
        th:first-child{padding-left:0;text-align:left;overflow-wrap:anywhere}
        thead th{font-size:12px;font-weight:600;color:var(--fg2);border-bottom-color:var(--line2)}
        tfoot td,tfoot th{font-weight:600;color:var(--fg0);border-top:2px solid var(--line2);border-bottom:0}
        td{white-space:nowrap}
        .dense td,.dense th:not(:first-child){padding-left:3px;font-size:11px}
        td.missed{color:var(--warn)}
        .warn{width:12px;height:12px;vertical-align:-1px;fill:#fff8e8;stroke:var(--warn)}
        .warn .in{fill:none}
        .two{display:grid;grid-template-columns:48% 1fr;gap:28px}
        ul{margin:0;padding:0 0 0 14px;font-size:12px}
        li{margin:3px 0}
        li::marker{content:"– "}
        footer{margin-top:28px;padding-top:8px;border-top:1px solid var(--line2);font-size:11px;color:var(--fg3)}
        @media (max-width:842px){html{background:#fff}main{margin:0 auto;border:0}}
        @media (max-width:700px){main{margin:0;padding:20px 16px;border:0}.charts,.two{grid-template-columns:1fr}
        .tiles{flex-wrap:wrap}section{overflow-x:auto}}
        @page{size:A4;margin:14mm 13mm 16mm;@bottom-right{content:counter(page) " of " counter(pages);
        font:8pt Inter,"Segoe UI",system-ui,sans-serif;color:#606c7b}}
        @media print{html{background:none}main{width:auto;min-height:0;margin:0;padding:0;border:0}
        .charts{grid-template-columns:repeat(3,1fr)}.two{grid-template-columns:48% 1fr}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """;
}
