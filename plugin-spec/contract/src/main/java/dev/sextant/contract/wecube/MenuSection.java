package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.Dimension;
import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.MenuSpec;
import dev.sextant.contract.manifest.RoleSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Menus, and the roles that see them. */
final class MenuSection {

    private final ElementReader reader;

    MenuSection(ElementReader reader) {
        this.reader = reader;
    }

    List<MenuSpec> menus() {
        List<MenuSpec> menus = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (ElementReader menu : reader.items("menus", "menu")) {
            MenuSpec read = menu(menu);
            if (!read.code().isEmpty() && !codes.add(read.code())) {
                menu.error("code", "'" + read.code() + "' is there twice; each menu needs a code of its own");
            }
            menus.add(read);
        }
        return menus;
    }

    private static MenuSpec menu(ElementReader menu) {
        String code = menu.required("code");
        String english = menu.prose("displayName");
        String local = menu.prose("localDisplayName");
        String title = english != null ? english : local != null ? local : code;
        return new MenuSpec(code, dimension(menu, code), new Localized(title, local), page(menu));
    }

    private static Dimension dimension(ElementReader menu, String code) {
        String category = menu.optional("cat");
        Dimension dimension = category == null ? ofCode(code) : Forms.CATEGORIES.get(category);
        if (dimension == null) {
            String known = String.join(", ", new TreeSet<>(Forms.CATEGORIES.keySet()));
            menu.error(
                    "cat",
                    category == null
                            ? "'cat' is missing, and the code does not begin with one; write one of " + known
                            : Findings.quote(category) + " is none of " + known);
            return Dimension.TASKS;
        }
        return dimension;
    }

    private static @Nullable Dimension ofCode(String code) {
        return Forms.CATEGORIES.entrySet().stream()
                .filter(entry -> code.startsWith(entry.getKey() + "_"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String page(ElementReader menu) {
        String page = menu.text();
        if (page.isEmpty()) {
            menu.warning("", "The menu opens no page; write its route between the tags");
        } else if (page.startsWith("//") || !Forms.PAGE.matcher(page).matches()) {
            menu.error("", Findings.quote(page) + " is not a route; write for example /service-mgmt/tasks");
        }
        return page.isEmpty() || page.startsWith("/") ? page : "/" + page;
    }

    /** One role for each name; a name may have several authorities. */
    List<RoleSpec> roles(List<MenuSpec> menus) {
        Set<String> known = menus.stream().map(MenuSpec::code).collect(Collectors.toSet());
        Map<String, Set<String>> roles = new LinkedHashMap<>();
        for (ElementReader authority : reader.items("authorities", "authority")) {
            String role = authority.required("systemRoleName");
            for (ElementReader menu : authority.children("menu")) {
                String code = menu.required("code");
                if (!code.isEmpty() && !known.contains(code)) {
                    menu.warning("code", "The menu '" + code + "' is not of this package");
                }
                roles.computeIfAbsent(role, name -> new LinkedHashSet<>()).add(code);
            }
            roles.computeIfAbsent(role, name -> new LinkedHashSet<>());
        }
        return roles.entrySet().stream()
                .map(role -> new RoleSpec(role.getKey(), null, List.of(), List.copyOf(role.getValue())))
                .toList();
    }
}
