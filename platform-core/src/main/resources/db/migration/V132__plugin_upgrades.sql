-- One version of a plugin takes the place of another. The column active_plugin is the plugin's name until the upgrade has
-- ended, so that there is one at a time.
create table plugin_upgrade (
    id varchar(36) not null primary key,
    plugin varchar(64) not null,
    active_plugin varchar(64),
    to_package_id varchar(36) not null,
    from_version varchar(64) not null,
    to_version varchar(64) not null,
    keeps_data boolean not null,
    replicas integer not null,
    state varchar(16) not null,
    state_since ${timestamp} not null,
    started_at ${timestamp} not null,
    started_by varchar(200) not null,
    ended_at ${timestamp},
    problem_code varchar(64),
    problem_detail varchar(1000),
    last_log ${longtext},
    revision bigint not null,
    constraint plugin_upgrade_active unique (active_plugin)
);
create index plugin_upgrade_plugin on plugin_upgrade (plugin);

alter table plugin_instance add column routed boolean default true not null;
alter table plugin_instance add column upgrade_id varchar(36);
alter table plugin_instance add column upgrade_role varchar(8);
create index plugin_instance_upgrade on plugin_instance (upgrade_id);
