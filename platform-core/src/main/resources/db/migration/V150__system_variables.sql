-- A named setting. Plugin and version say whose it is, or of a global one who brought it; they are empty where people made it.
create table system_variable (
    id varchar(36) not null primary key,
    name varchar(200) not null,
    scope varchar(16) not null,
    plugin varchar(64) not null,
    version varchar(64) not null,
    package_id varchar(36),
    kind varchar(16) not null,
    default_value ${longtext},
    set_value ${longtext},
    active boolean not null,
    revision bigint not null,
    updated_at bigint not null,
    updated_by varchar(120) not null,
    constraint system_variable_once unique (name, scope, plugin, version)
);
create index system_variable_of_package on system_variable (package_id);

-- What was changed, when and by whom; of a secret only that it was.
create table system_variable_change (
    id varchar(36) not null primary key,
    variable_id varchar(36) not null,
    revision bigint not null,
    what varchar(16) not null,
    before_value ${longtext},
    after_value ${longtext},
    changed_at bigint not null,
    changed_by varchar(120) not null
);
create index system_variable_change_of on system_variable_change (variable_id, id);
