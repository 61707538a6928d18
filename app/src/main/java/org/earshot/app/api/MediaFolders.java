package org.earshot.app.api;

import java.nio.file.Path;

/** Where prompts are found and where recordings go. */
public record MediaFolders(Path prompts, Path recordings) {}
