"""What can people do? The only writers: permission, gates, append, refresh, in one transaction."""
