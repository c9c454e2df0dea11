-- Which services a workflow version calls: what its plan says, where it can be searched.
create table workflow_call (
    version_id varchar(36) not null,
    plugin varchar(64) not null,
    service varchar(64) not null,
    plugin_version varchar(64) not null,
    primary key (version_id, plugin, service, plugin_version)
);
create index workflow_call_of on workflow_call (plugin, service);

create table workflow_calls_noted (
    version_id varchar(36) not null primary key
);

-- What reading a manifest came to beside the manifest: what was ignored, and what could be better.
create table package_notes (
    package_id varchar(36) not null primary key,
    notes ${longtext} not null
);
