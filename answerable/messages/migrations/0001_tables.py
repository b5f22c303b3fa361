"""The outbox, what became of each message, and letters that wait."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("seq", models.IntegerField()),
                ("kind", models.CharField(max_length=32)),
                (
                    "channel",
                    models.CharField(
                        choices=[("text", "text"), ("email", "email"), ("letter", "letter")],
                        max_length=8,
                    ),
                ),
                ("agency", models.CharField(max_length=16)),
                ("hard", models.BooleanField()),
                ("told_by_it", models.BooleanField()),
                ("contact_id", models.UUIDField(null=True)),
                ("queued_at", models.DateTimeField()),
                ("next_at", models.DateTimeField()),
                ("claimed_until", models.DateTimeField(null=True)),
                ("unsure", models.BooleanField(default=False)),
                ("failing_since", models.DateTimeField(null=True)),
                ("provider_id", models.CharField(blank=True, max_length=64)),
                ("sent_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "messages_message",
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("created", "created"),
                            ("waiting", "waiting"),
                            ("retrying", "retrying"),
                            ("sending", "sending"),
                            ("pending", "pending"),
                            ("accepted", "accepted"),
                            ("sent", "sent"),
                            ("delivered", "delivered"),
                            ("received", "received"),
                            ("in_folder", "in_folder"),
                            ("cancelled", "cancelled"),
                            ("refused", "refused"),
                            ("given_up", "given_up"),
                            ("permanent-failure", "permanent-failure"),
                            ("temporary-failure", "temporary-failure"),
                            ("technical-failure", "technical-failure"),
                        ],
                        max_length=20,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=20)),
                ("until", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "messages_step",
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="outbox.message",
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("pdf", models.BinaryField(null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("gone_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "messages_paper",
            },
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["next_at"], name="messages_to_do"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                fields=("case_id", "seq", "channel"), name="messages_one_an_entry"
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="outbox.message"
            ),
        ),
    ]
