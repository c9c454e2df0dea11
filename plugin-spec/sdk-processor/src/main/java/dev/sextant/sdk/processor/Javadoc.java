package dev.sextant.sdk.processor;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.SnippetTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.util.DocTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Reads the Javadoc of annotated code, as Markdown. */
final class Javadoc {

    private final DocTrees trees;

    Javadoc(ProcessingEnvironment environment) {
        this.trees = DocTrees.instance(environment);
    }

    /**
     * A comment.
     *
     * @param text what it says, without tags
     * @param parameters what it says of each {@code @param}
     * @param snippets its snippets of JSON
     */
    record Comment(String text, Map<String, String> parameters, List<String> snippets) {

        private static final Comment NONE = new Comment("", Map.of(), List.of());
    }

    /** The comment of an element; an empty one where there is none. */
    Comment of(@Nullable Element element) {
        DocCommentTree tree = element == null ? null : trees.getDocCommentTree(element);
        if (tree == null) {
            return Comment.NONE;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (DocTree tag : tree.getBlockTags()) {
            if (tag instanceof ParamTree parameter && !parameter.isTypeParameter()) {
                parameters.put(parameter.getName().getName().toString(), markdown(parameter.getDescription()));
            }
        }
        List<String> snippets = new ArrayList<>();
        for (DocTree part : tree.getFullBody()) {
            if (part instanceof SnippetTree snippet && snippet.getBody() != null && isJson(snippet)) {
                snippets.add(snippet.getBody().getBody().strip());
            }
        }
        return new Comment(markdown(tree.getFullBody()), parameters, snippets);
    }

    private static boolean isJson(SnippetTree snippet) {
        return snippet.getAttributes().stream()
                .anyMatch(attribute ->
                        attribute.toString().toLowerCase(Locale.ROOT).matches("lang=[\"']?json[\"']?"));
    }

    private static String markdown(List<? extends DocTree> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(markdown(part)));
        return text.toString()
                .replaceAll("[ \\t]*\\n[ \\t]*", "\n")
                .replaceAll("(?<!\\n)\\n(?![\\n-])", " ")
                .replaceAll("\\n{3,}", "\n\n")
                .replaceAll("(?m)^(- .*)\\n\\n(?=- )", "$1\n")
                .strip();
    }

    private static String markdown(DocTree part) {
        if (part instanceof TextTree text) {
            return text.getBody();
        }
        if (part instanceof LiteralTree literal) {
            String body = literal.getBody().getBody();
            return literal.getKind() == DocTree.Kind.CODE ? "`" + body + "`" : body;
        }
        if (part instanceof LinkTree link) {
            return link.getLabel().isEmpty()
                    ? "`" + link.getReference().getSignature().replaceAll(".*[.#]", "") + "`"
                    : markdown(link.getLabel());
        }
        if (part instanceof EntityTree entity) {
            return entity(entity.getName().toString());
        }
        if (part instanceof StartElementTree start) {
            return element(start.getName().toString(), true);
        }
        return part instanceof EndElementTree end ? element(end.getName().toString(), false) : "";
    }

    private static String element(String name, boolean start) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "p", "ul", "ol" -> "\n\n";
            case "li" -> start ? "\n- " : "";
            case "b", "strong" -> "**";
            case "i", "em" -> "*";
            case "code" -> "`";
            default -> "";
        };
    }

    private static String entity(String name) {
        return switch (name) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "nbsp" -> " ";
            default -> "&" + name + ";";
        };
    }
}
