package dev.sextant.cli.docs;

import java.util.List;

/** Writes a page in HTML that needs no other file. */
final class HtmlWriter {

    private static final String STYLE = "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
            + "table{border-collapse:collapse;width:100%}td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;"
            + "vertical-align:top}pre{background:#f5f5f5;padding:.8rem;overflow:auto}";

    private HtmlWriter() {}

    static String write(Page page, String language) {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"" + escape(language)
                + "\">\n<head><meta charset=\"utf-8\"><title>"
                + escape(page.title()) + "</title><style>" + STYLE + "</style></head>\n<body>\n<h1>"
                + escape(page.title()) + "</h1>\n");
        page.parts().forEach(part -> html.append(part(part)).append('\n'));
        return html.append("</body>\n</html>\n").toString();
    }

    private static String part(Page.Part part) {
        if (part instanceof Page.Part.Heading heading) {
            return element("h" + heading.level(), escape(heading.text()));
        }
        if (part instanceof Page.Part.Code code) {
            return element("pre", escape(code.text()));
        }
        if (part instanceof Page.Part.Table table) {
            return table(table.rows());
        }
        return element("p", escape(((Page.Part.Text) part).text()));
    }

    private static String table(List<List<String>> rows) {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            String cell = i == 0 ? "th" : "td";
            StringBuilder row = new StringBuilder();
            rows.get(i).forEach(text -> row.append(element(cell, escape(text))));
            html.append(element("tr", row.toString()));
        }
        return element("table", html.toString());
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
