/** What a setting must be. */
export type SettingKind = 'boolean' | 'number' | 'string' | 'list' | 'object';

/**
 * Top-level settings whose value must be of one kind: with a value of another kind the client drops
 * the whole file, hooks included. Each measured with 2.1.328; settings it tolerates are not listed.
 */
const BY_KIND: { readonly [kind in SettingKind]: string } = {
  boolean:
    'agentPushNotifEnabled allowAllClaudeAiMcps allowClaudeInChromeWithManagedMcp ' +
    'allowManagedHooksOnly allowManagedMcpServersOnly allowManagedPermissionRulesOnly ' +
    'allowNestedModelAccessUnderForceLogin alwaysThinkingEnabled autoCompactEnabled ' +
    'autoContinueAtUsageLimit autoDreamEnabled autoMemoryEnabled autoScrollEnabled ' +
    'autoUploadSessions awaySummaryEnabled bashEditDiffEnabled channelsEnabled ' +
    'clawdFileProgressEnabled disableAgentView disableAllHooks disableArtifact ' +
    'disableBundledSkills disableClaudeAiConnectors disableCommandPluginSources ' +
    'disableRemoteControl disableReplyCheck disableSideloadFlags ' +
    'disableSkillShellExecution disableWindowsBashCommandSplit disableWorkflows ' +
    'doneMeansMerged emojiCompletionEnabled enableAllProjectMcpServers enableArtifact ' +
    'enableWorkflows enforceAvailableModels fastMode fastModePerSessionOptIn ' +
    'fileCheckpointingEnabled forceRemoteSettingsRefresh idleCompaction ' +
    'includeCoAuthoredBy includeGitInstructions inputNeededNotifEnabled ' +
    'isolatePeerMachines precomputeCompactionEnabled prefersReducedMotion ' +
    'promptSuggestionEnabled remoteControlAtStartup respectGitignore ' +
    'respondToBashCommands responseComparisonEnabled showClearContextOnPlanAccept ' +
    'showMessageTimestamps showThinkingSummaries showTurnDuration ' +
    'skipDangerousModePermissionPrompt skipWebFetchPreflight skipWorkflowUsageWarning ' +
    'spinnerTipsEnabled switchModelsOnFlag syncClaudeAiPlugins syncClaudeAiSkills ' +
    'syntaxHighlightingDisabled terminalProgressBarEnabled terminalTitleFromRename ' +
    'todoFeatureEnabled totalTokensReminderAfterUserTurn verbose ' +
    'wheelScrollAccelerationEnabled workflowKeywordTriggerEnabled ' +
    'wslInheritsWindowsSettings',
  number:
    'cleanupPeriodDays desktopSessionCleanupPeriodDays feedbackSurveyRate ' +
    'skillListingBudgetFraction skillListingMaxDescChars totalTokensReminderBudget',
  string:
    '$schema advisorModel agent apiKeyHelper attributionProject autoMemoryDirectory ' +
    'autoUpdatesChannel awsAuthRefresh awsCredentialExport claudeMd daemonColdStart ' +
    'defaultShell disableAutoMode feedbackDrafts gcpAuthRefresh language ' +
    'managedSourcesBehavior minimumVersion model otelHeadersHelper outputStyle ' +
    'parentSettingsBehavior plansDirectory pluginTrustMessage processWrapper ' +
    'proxyAuthHelper prUrlTemplate requiredMaximumVersion requiredMinimumVersion timeZone ' +
    'totalTokensReminder tui workflowSizeGuideline',
  list:
    'allowedChannelPlugins allowedHttpHookUrls allowedMarketplaces availableModels ' +
    'blockedMarketplaces claudeMdExcludes companyAnnouncements fallbackModel ' +
    'httpHookAllowedEnvVars pluginSuggestionMarketplaces sshConfigs ' +
    'strictKnownMarketplaces',
  object:
    'attribution breakReminder enabledPlugins env fileSuggestion modelOverrides ' +
    'permissions pluginConfigs quietHours remote remoteTools sandbox skillOverrides ' +
    'spinnerVerbs statusLine voice worktree',
};

const KINDS = ['boolean', 'number', 'string', 'list', 'object'] as const;

/** The kind a top-level setting must be of; `undefined` if it is not known, or tolerated. */
export function settingKind(name: string): SettingKind | undefined {
  return KINDS.find((kind) => BY_KIND[kind].split(' ').includes(name));
}
