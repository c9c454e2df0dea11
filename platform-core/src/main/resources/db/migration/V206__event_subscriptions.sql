-- What a plugin wants to be told of, and how far it was told.
create table event_subscription (
    plugin varchar(40) not null,
    path varchar(200) not null,
    package_id varchar(36) not null,
    types ${longtext} not null,
    position bigint not null,
    tries integer not null,
    next_at bigint not null,
    leased_until bigint not null,
    fence integer not null,
    problem varchar(2000),
    primary key (plugin, path)
);
