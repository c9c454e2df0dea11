package dev.sextant.core.uimodule;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can go wrong with plugins' pages, beside what is wrong inside of a package. */
enum UiModuleError implements ErrorCode {
    UI_FILE_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such page or file"),
    UI_FILES_UNREADABLE(ErrorType.UNAVAILABLE, "The plugin's pages could not be read");

    private final ErrorType type;
    private final String title;

    UiModuleError(ErrorType type, String title) {
        this.type = type;
        this.title = title;
    }

    @Override
    public ErrorType type() {
        return type;
    }

    @Override
    public String title() {
        return title;
    }
}
